@NullMarked
package dev.tutti.memory.http;

import org.jspecify.annotations.NullMarked;
