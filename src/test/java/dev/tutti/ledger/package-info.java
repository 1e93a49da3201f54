@NullMarked
package dev.tutti.ledger;

import org.jspecify.annotations.NullMarked;
