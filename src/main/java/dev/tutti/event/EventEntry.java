package dev.tutti.event;

/**
 * Event that has happened.
 *
 * @param number in the server's run, from 1
 * @param text as a server-sent event, which is the same for all who read it
 */
public record EventEntry(long number, EventTopic topic, String text) {}
