/**
 * Memory as others see it: {@link dev.tutti.memory.api.Fact}s about end users, and what is recalled
 * of them and of their messages. {@link dev.tutti.memory.api.Memories} keeps and finds them; {@link
 * dev.tutti.memory.api.MessageRows} is where messages are read from.
 *
 * <p>Everything belongs to an owner, that of a virtual key, and to one of the owner's end users;
 * nothing is ever found for another one.
 */
@NullMarked
package dev.tutti.memory.api;

import org.jspecify.annotations.NullMarked;
