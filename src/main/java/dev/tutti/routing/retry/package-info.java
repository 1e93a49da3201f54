/**
 * Attempts after a failure: at another deployment, at the same one after a wait, and at the models
 * that an alias names for the case.
 */
@NullMarked
package dev.tutti.routing.retry;

import org.jspecify.annotations.NullMarked;
