package org.zhenhao.published;

import java.util.List;

/**
 * What is published at one time.
 *
 * @param version rises with every edition that differs from the one before
 * @param entries ascending by key
 */
public record Edition(long version, List<PublishedEntry> entries) {}
