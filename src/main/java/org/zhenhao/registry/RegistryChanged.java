package org.zhenhao.registry;

import java.util.Set;

/**
 * Fired, synchronously, on the replica that changed the registry, after the change was committed and {@link
 * Registry#find} sees it.
 *
 * @param keys canonical numbers that became registered, or ceased to be, or whose registration is another now
 */
public record RegistryChanged(Set<String> keys) {}
