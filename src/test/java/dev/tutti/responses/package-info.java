@NullMarked
package dev.tutti.responses;

import org.jspecify.annotations.NullMarked;
