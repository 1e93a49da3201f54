@NullMarked
package dev.tutti.conversation;

import org.jspecify.annotations.NullMarked;
