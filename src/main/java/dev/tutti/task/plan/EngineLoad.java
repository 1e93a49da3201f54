package dev.tutti.task.plan;

/**
 * Load of the engine at one moment, and an owner's part of it.
 *
 * @param running tasks that run
 * @param workers tasks that may run at once
 * @param waiting tasks that wait for their time or their turn
 * @param own those of them that are the owner's
 */
public record EngineLoad(int running, int workers, int waiting, int own) {}
