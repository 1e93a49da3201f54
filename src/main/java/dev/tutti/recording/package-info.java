/**
 * Bodies of calls: what was asked and answered, where the configuration allows to keep it.
 *
 * <p>{@link dev.tutti.recording.BodyRecorder} stands around a model. It notes a call when {@link
 * dev.tutti.recording.BodySettings} allow that, takes out what looks like a secret or like personal
 * data, cuts what is long, and writes in the background; what finds no room is dropped and counted.
 * Who reads a body needs a right of its own and leaves a row in the audit.
 */
@NullMarked
package dev.tutti.recording;

import org.jspecify.annotations.NullMarked;
