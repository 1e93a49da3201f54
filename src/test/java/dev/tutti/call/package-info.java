@NullMarked
package dev.tutti.call;

import org.jspecify.annotations.NullMarked;
