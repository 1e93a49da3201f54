package dev.tutti.event;

import java.util.List;

/**
 * Events that one reader has not seen.
 *
 * @param events those of its topics that are remembered, the earliest first
 * @param missed how many events of any topic came before them and are remembered no more
 * @param last the number to go on from
 */
public record EventPage(List<EventEntry> events, long missed, long last) {}
