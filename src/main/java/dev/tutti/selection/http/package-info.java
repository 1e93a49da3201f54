/**
 * Endpoints of routing: analyses and decisions, feedback, outcomes, and recorded decisions that are
 * made again under another configuration.
 */
@NullMarked
package dev.tutti.selection.http;

import org.jspecify.annotations.NullMarked;
