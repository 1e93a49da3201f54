/**
 * Characters over HTTP: what of cards, lorebooks and groups can be tried without a model. Each
 * endpoint reads a body, asks one pure function of the rooms {@code character.*}, and keeps
 * nothing.
 */
@NullMarked
package dev.tutti.gateway.character;

import org.jspecify.annotations.NullMarked;
