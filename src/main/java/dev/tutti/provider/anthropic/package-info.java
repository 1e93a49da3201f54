/** Anthropic's Messages API as an upstream: turns, blocks, thinking and tools, both ways. */
@NullMarked
package dev.tutti.provider.anthropic;

import org.jspecify.annotations.NullMarked;
