@NullMarked
package dev.tutti.memory.session;

import org.jspecify.annotations.NullMarked;
