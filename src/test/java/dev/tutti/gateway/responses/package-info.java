@NullMarked
package dev.tutti.gateway.responses;

import org.jspecify.annotations.NullMarked;
