/**
 * The console in a real browser: Debian's Chromium, driven by its own driver, against a running
 * server. Its mains are run by {@code suites/console/run} and {@code suites/console/shots}; nothing
 * of it is part of the build's tests.
 */
@NullMarked
package dev.tutti.console.browser;

import org.jspecify.annotations.NullMarked;
