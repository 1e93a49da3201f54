/**
 * Endpoints for operators: keys, limits, budgets, health, changes of the configuration and what
 * they show.
 */
@NullMarked
package dev.tutti.gateway.admin;

import org.jspecify.annotations.NullMarked;
