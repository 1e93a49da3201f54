/**
 * Commands of what runs in the background: {@code tutti task}, {@code batch} and {@code file}. Long
 * work has a progress bar.
 */
@NullMarked
package dev.tutti.cli.task;

import org.jspecify.annotations.NullMarked;
