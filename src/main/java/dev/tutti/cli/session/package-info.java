/**
 * Commands of conversations: {@code tutti chat}, {@code session}, {@code memory} and {@code
 * followup}. What a model said is shown as it comes.
 */
@NullMarked
package dev.tutti.cli.session;

import org.jspecify.annotations.NullMarked;
