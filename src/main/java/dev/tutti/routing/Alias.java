package dev.tutti.routing;

import dev.tutti.call.ChatModel;

/** A name that the configuration gives to one or more deployments. */
public record Alias(String name, ChatModel model) {}
