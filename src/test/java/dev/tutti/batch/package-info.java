@NullMarked
package dev.tutti.batch;

import org.jspecify.annotations.NullMarked;
