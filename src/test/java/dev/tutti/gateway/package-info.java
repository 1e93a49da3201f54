@NullMarked
package dev.tutti.gateway;

import org.jspecify.annotations.NullMarked;
