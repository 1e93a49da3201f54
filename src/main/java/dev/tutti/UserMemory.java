package dev.tutti;

import dev.tutti.call.Caller;
import dev.tutti.memory.MemoryFeature;
import dev.tutti.session.view.ViewMemory;

/** Facts about end users for chats and views. Thread-safe. */
record UserMemory(MemoryFeature memory) implements ViewMemory {
  @Override
  public boolean tellsChats() {
    return memory.tellsChats();
  }

  @Override
  public String of(Caller caller, String said) {
    return of(caller, said, "");
  }

  @Override
  public String of(Caller caller, String said, String character) {
    return memory.texts().prompt(caller, said, character).orElse("");
  }
}
