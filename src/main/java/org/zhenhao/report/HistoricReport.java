package org.zhenhao.report;

/** A report made of what a file tells, on its way into the store: made by a {@link ReportFactory}, taken by a {@link Backfill}. Immutable. */
public sealed interface HistoricReport permits Report {}
