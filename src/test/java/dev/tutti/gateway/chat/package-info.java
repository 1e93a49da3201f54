/** Tests. */
@NullMarked
package dev.tutti.gateway.chat;

import org.jspecify.annotations.NullMarked;
