package org.zhenhao.number;

/** A name in the two languages people read it in. */
public record Label(String zh, String en) {}
