@NullMarked
package dev.tutti.output;

import org.jspecify.annotations.NullMarked;
