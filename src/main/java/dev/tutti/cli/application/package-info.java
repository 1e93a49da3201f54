/**
 * Commands of applications, such as {@code tutti analyze}. {@link
 * dev.tutti.cli.application.ApplicationCommand} uploads files, has a running server work on them as
 * a task, shows how far it has come, and prints the result.
 */
@NullMarked
package dev.tutti.cli.application;

import org.jspecify.annotations.NullMarked;
