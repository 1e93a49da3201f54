/** Tests of Anthropic's API for callers, without HTTP. */
@NullMarked
package dev.tutti.gateway.messages;

import org.jspecify.annotations.NullMarked;
