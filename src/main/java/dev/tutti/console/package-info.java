/**
 * Console in the browser: its pages as files, and the logins of those who look at them. Pages get
 * every figure from the API like any other client; {@link dev.tutti.console.ConsoleFeature} adds
 * what only browsers need.
 *
 * <p>{@code ShellEndpoint} serves one page of HTML for every address below {@code /console}, which
 * loads modules and styles from {@code AssetsEndpoint}; {@code Assets} names all of these by one
 * hash, so that browsers keep them for good. {@code LoginEndpoint} changes a key into a login,
 * which {@code Logins} knows by the hash of its cookie; {@link dev.tutti.http.Gateway} accepts the
 * cookie instead of a key from pages of this server. {@code PageHeaders} says what browsers may do
 * with what is served here.
 */
@NullMarked
package dev.tutti.console;

import org.jspecify.annotations.NullMarked;
