/**
 * Events for who watches the server: ids and counters of what has just happened, never contents.
 *
 * <p>{@link dev.tutti.event.EventLog} remembers the latest; who watches reads from it at its own
 * pace and hears how many it has missed. Calls are noted only while somebody watches:
 *
 * <pre>{@code
 * var events = new EventLog(run, clock);
 * breakers.listen((target, before, now, why) -> events.add(EventTopic.BREAKER_CHANGED, json));
 * var page = events.after(position, EnumSet.of(EventTopic.BREAKER_CHANGED), 200);
 * }</pre>
 */
@NullMarked
package dev.tutti.event;

import org.jspecify.annotations.NullMarked;
