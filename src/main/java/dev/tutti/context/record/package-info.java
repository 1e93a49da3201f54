/**
 * Record of what calls send of conversations: tokens and money against the full history. {@link
 * dev.tutti.context.record.ContextRecorder} notes each call that has a view, {@link
 * dev.tutti.context.record.ContextSavings} is what comes of it by session, skill or day.
 */
@NullMarked
package dev.tutti.context.record;

import org.jspecify.annotations.NullMarked;
