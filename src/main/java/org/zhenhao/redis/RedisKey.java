package org.zhenhao.redis;

/**
 * The name of one value in Redis.
 *
 * @param tag what stands between the braces of the name: values of one tag are in one slot, and so on one node of a cluster
 * @param name the whole name, with the tag in braces
 */
public record RedisKey(String tag, String name) {}
