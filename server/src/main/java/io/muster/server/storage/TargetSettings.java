package io.muster.server.storage;

/** Where files go, without what is secret about it. */
public sealed interface TargetSettings permits S3Settings, SftpSettings, DirectorySettings {}
