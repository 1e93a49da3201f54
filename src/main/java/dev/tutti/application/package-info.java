/**
 * Applications: finished services over texts, documents and models, such as the analysis of a
 * report. {@link dev.tutti.application.ApplicationFeature} makes of each an endpoint {@code
 * /v1/apps/{name}}, a model {@code app:name}, and work for tasks of the kind {@code application}.
 *
 * <p>What an application is stands in {@code dev.tutti.application.api}; each is a room of its own
 * below this one. {@code run} is the engine, {@code http} and {@code task} are the ways in.
 */
@NullMarked
package dev.tutti.application;

import org.jspecify.annotations.NullMarked;
