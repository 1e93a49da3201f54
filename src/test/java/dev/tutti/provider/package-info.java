@NullMarked
package dev.tutti.provider;

import org.jspecify.annotations.NullMarked;
