package dev.tutti.event;

/**
 * Event that has happened.
 *
 * @param number in the server's run, from 1
 * @param json what is told of it, on one line
 */
public record EventEntry(long number, EventTopic topic, String json) {}
