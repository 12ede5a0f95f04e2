package org.zhenhao.message;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhenhao.lookup.Verdict;

/** What was found in a message, before it is weighed. */
record Findings(
        Verdict sender,
        boolean hasText,
        @Nullable String signature,
        InstitutionNames.@Nullable Institution named,
        List<Links.Link> links,
        List<Verdict> callbacks,
        Set<Pressure> pressure) {}
