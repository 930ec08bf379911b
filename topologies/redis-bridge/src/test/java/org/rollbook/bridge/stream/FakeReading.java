package org.rollbook.bridge.stream;

import java.util.Optional;
import org.rollbook.bridge.redis.StreamLook;
import org.rollbook.bridge.stream.LossDetector.Judgement;
import org.rollbook.model.bridge.StreamPosition;

/// Reads a [FakeStream] as the bridge reads one, and adds up what was lost.
final class FakeReading {

  private static final int PIECE = 10;

  private final FakeStream stream = new FakeStream();
  private Optional<StreamPosition> position = Optional.empty();
  private long counted;
  private long uncounted;
  private boolean restarted;

  FakeStream stream() {
    return stream;
  }

  Optional<StreamPosition> position() {
    return position;
  }

  long counted() {
    return counted;
  }

  /// How often an unknown number was lost.
  long uncounted() {
    return uncounted;
  }

  Judgement judgement() {
    return LossDetector.judge(position, stream.look(position, PIECE));
  }

  void readAll() {
    boolean more = true;
    while (more) {
      more = read();
    }
  }

  /// Reads a piece; false if there is no more.
  boolean read() {
    StreamLook look = stream.look(position, PIECE);
    Judgement judgement = LossDetector.judge(position, look);
    if (!restarted) {
      add(judgement.loss());
    }
    restarted = judgement instanceof Judgement.Restart;
    return switch (judgement) {
      case Judgement.Absent _ -> {
        position = Optional.empty();
        yield false;
      }
      case Judgement.Restart _ -> {
        position = Optional.empty();
        yield true;
      }
      case Judgement.Begin(StreamPosition from, _) -> {
        stream.createGroup();
        position = Optional.of(from);
        yield true;
      }
      case Judgement.GoOn(StreamPosition reached, _) -> {
        look.entries().forEach(entry -> stream.markRead(entry.id()));
        position = Optional.of(reached);
        yield !look.whole();
      }
    };
  }

  private void add(Loss loss) {
    switch (loss) {
      case Loss.None _ -> {}
      case Loss.Counted(long entries) -> counted += entries;
      case Loss.Uncounted _ -> uncounted++;
    }
  }
}
