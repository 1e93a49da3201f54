@NullMarked
package dev.tutti.gateway.openai;

import org.jspecify.annotations.NullMarked;
