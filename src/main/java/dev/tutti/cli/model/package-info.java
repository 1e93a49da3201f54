/**
 * Commands of models and of what limits them: providers, breakers, limits, budgets, keys, the
 * configuration. Changes are those of the server's own API.
 */
@NullMarked
package dev.tutti.cli.model;

import org.jspecify.annotations.NullMarked;
