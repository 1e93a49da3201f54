/**
 * Attacks on running servers, over sockets: the command behind {@code suites/attack/run}.
 *
 * <p>An {@link dev.tutti.attack.Area} is a kind of attack; it asks a {@link
 * dev.tutti.attack.Victim}, a server process with a heap of 512 MB, and tells a {@link
 * dev.tutti.attack.Tally} of each case whether the server held. What an upstream does wrong comes
 * from {@link dev.tutti.attack.HostileUpstream}.
 */
@NullMarked
package dev.tutti.attack;

import org.jspecify.annotations.NullMarked;
