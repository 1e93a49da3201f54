/**
 * Runs of applications: how they are asked for, how they ask models, and what that takes. {@link
 * dev.tutti.application.run.ApplicationEngine} reads a request and runs it, whichever way it came.
 */
@NullMarked
package dev.tutti.application.run;

import org.jspecify.annotations.NullMarked;
