package io.muster.client;

/**
 * How many exports of a project wait and run, and what the files of all projects' exports take.
 *
 * @param queueLimit how many may wait
 * @param diskBytes what the files of all exports take
 * @param diskLimit what they may take, in bytes; 0 for as much as the disk has
 */
public record ExportUsage(int queued, int queueLimit, int running, long diskBytes, long diskLimit) {}
