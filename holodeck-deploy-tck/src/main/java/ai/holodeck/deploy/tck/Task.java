package ai.holodeck.deploy.tck;

import java.io.IOException;

/** What another process can do with a store. */
enum Task {
  /** Saves records of its own and one that all save. */
  SAVE_MANY,
  /** Saves and removes one record again and again. */
  CHANGE,
  /** Holds a lock until it is told to give it back. */
  HOLD,
  /** Takes a lock again and again, and fails when somebody else is inside. */
  CONTEND,
  /** Begins and settles releases of keys of its own. */
  RELEASE_MANY,
  /** Begins a release and stays. */
  BEGIN,
  /** Begins and settles releases of one key again and again. */
  RELEASE;

  static final String GO_ON = "go on";
  static final String STOP = "stop";

  void run(Job job, Asker asker) throws IOException, InterruptedException {
    StateTrial trial = job.trial();
    switch (this) {
      case SAVE_MANY -> RecordTasks.saveMany(job, trial, asker);
      case CHANGE -> RecordTasks.change(job, trial, asker);
      case HOLD -> LockTasks.hold(trial, asker);
      case CONTEND -> LockTasks.contend(trial, asker);
      case RELEASE_MANY -> LogTasks.releaseMany(job, trial, asker);
      case BEGIN -> LogTasks.begin(trial, asker);
      case RELEASE -> LogTasks.release(job, trial, asker);
    }
  }

  /** Who wants it done: the process of the test. */
  interface Asker {
    /** Tells it something, one line. */
    void tell(String line);

    /** Waits for what it has to say. */
    String listen() throws InterruptedException;

    /** Says that it is ready for a round, and waits until all are, or until there is none. */
    default boolean isNextRound() throws InterruptedException {
      tell("ready");
      return isToGoOn();
    }

    /** Waits until it says to go on, or to stop. */
    default boolean isToGoOn() throws InterruptedException {
      return listen().equals(GO_ON);
    }
  }
}
