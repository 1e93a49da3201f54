@NullMarked
package dev.tutti.store;

import org.jspecify.annotations.NullMarked;
