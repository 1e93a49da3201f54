package dev.tutti.monitor;

import java.time.Duration;

/**
 * What the process and its machine take. What the platform does not tell is 0.
 *
 * @param processCpu share of all processors, 0 to 1
 * @param machineCpu the same of all programs
 * @param heap bytes in use
 * @param heapMax the most bytes that there can be
 * @param outsideHeap bytes of the JVM's own memory and of direct buffers
 * @param collecting time for garbage collection since the sample before
 * @param threads of the platform, without virtual ones
 * @param loopLag how long the slowest event loop let a task wait since the sample before
 * @param openFiles file descriptors
 * @param maxFiles how many there can be
 * @param diskFree bytes free where the data are
 * @param dataSize bytes of the data
 */
public record ResourceSample(
    double processCpu,
    double machineCpu,
    long heap,
    long heapMax,
    long outsideHeap,
    Duration collecting,
    int threads,
    Duration loopLag,
    long openFiles,
    long maxFiles,
    long diskFree,
    long dataSize) {}
