package org.zhenhao.screening;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of screening. */
@ConfigMapping(prefix = "zhenhao.screening")
public interface ScreeningSettings {
    /** Most streams at a time; more are told to come back. */
    @WithDefault("8")
    int streams();

    /** Most streams of one client at a time. */
    @WithDefault("4")
    int streamsPerClient();

    /** Threads that screen the rows of streams, all together; 0 for one more than the machine has processors. */
    @WithDefault("0")
    int streamThreads();

    /** How long a client may neither send nor take anything before its stream ends. */
    @WithDefault("60s")
    Duration stall();

    /** Share of the time that screening works while single lookups come in. */
    @WithDefault("0.25")
    double busyShare();

    /** Threads that work on jobs; 0 for as many as the machine has processors. */
    @WithDefault("0")
    int workers();

    /** How long a part of a job belongs to the worker that took it. */
    @WithDefault("60s")
    Duration lease();

    /** How long a job and its result are kept. */
    @WithDefault("P2D")
    Duration keep();

    /** Most rows of a job. */
    @WithDefault("100000000")
    long mostRows();

    /** Most jobs of one client that are not done yet. */
    @WithDefault("20")
    int jobsPerClient();

    /** Most bytes of an XLSX file, which has to lie on the disk while it is read. */
    @WithDefault("209715200")
    long largestWorkbook();
}
