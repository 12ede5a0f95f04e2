/**
 * The service's Redis client: pipelined connections for each event loop to one server, a cluster or what sentinels name. Knows keys and scripts, not
 * what they hold.
 */
@NullMarked
package org.zhenhao.redis;

import org.jspecify.annotations.NullMarked;
