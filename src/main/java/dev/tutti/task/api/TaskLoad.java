package dev.tutti.task.api;

import java.time.Duration;

/**
 * Tasks at one moment.
 *
 * @param waiting how many wait for their time or their turn
 * @param running how many run
 * @param longestWait time for which the oldest of those has waited that may run; zero for none
 */
public record TaskLoad(int waiting, int running, Duration longestWait) {}
