// Written by `npm run tables` from the migrated database; never edited.
import type { ColumnType } from 'kysely';
import type { AccessRequestId, ArrangementId, BatchId, ContractId, ContractTypeId, DepartmentId, FileId, KeyId, NoteId, NumberRuleId, PageId, PartyId, PasskeyId, PersonId, RelationId, SavedSearchId, ScanId, ShareId, PlainDate } from '@qige/wire';

type Moment = ColumnType<Date, Date | string, Date | string>;
/** Read as it was written; written as JSON text. */
// oxlint-disable-next-line typescript/no-explicit-any
type Json = ColumnType<any, string, string>;
/** Filled by the database when left out. */
type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;

export interface Tables {
  accessRequest: {
    id: AccessRequestId;
    personId: PersonId;
    named: string;
    purpose: string;
    days: number;
    contractId: ContractId | null;
    askedAt: Generated<Moment>;
    answer: 'granted' | 'refused' | null;
    answeredBy: string | null;
    answeredAt: Moment | null;
    reason: Generated<string>;
    until: Moment | null;
  };
  account: {
    id: string;
    personId: PersonId;
    accountId: string;
    providerId: string;
    accessToken: string | null;
    refreshToken: string | null;
    accessTokenExpiresAt: Moment | null;
    refreshTokenExpiresAt: Moment | null;
    scope: string | null;
    idToken: string | null;
    password: string | null;
    createdAt: Generated<Moment>;
    updatedAt: Generated<Moment>;
  };
  allocatedNumber: {
    number: string;
    ruleId: NumberRuleId;
    period: string;
    sequence: number;
    contractId: string | null;
    allocatedBy: string;
    allocatedAt: Generated<Moment>;
    voidedAt: Moment | null;
    voidedBy: string | null;
    voidReason: string | null;
  };
  apiKey: {
    id: KeyId;
    personId: PersonId;
    name: string;
    start: string;
    hash: string;
    createdAt: Generated<Moment>;
    expiresAt: Moment | null;
    lastUsedAt: Moment | null;
    revokedAt: Moment | null;
  };
  archiveCopy: {
    scanId: ScanId;
    state: 'making' | 'made' | 'failed';
    failure: string | null;
    askedAt: Generated<Moment>;
    madeAt: Moment | null;
  };
  arrangement: {
    id: ArrangementId;
    scanId: ScanId;
    act: string;
    before: Json;
    after: Json;
    madeBy: string;
    madeAt: Generated<Moment>;
    undoneAt: Moment | null;
  };
  auditEvent: {
    id: Generated<number>;
    at: Generated<Moment>;
    actorKind: string;
    actorId: string;
    actorName: string | null;
    keyId: string | null;
    address: string | null;
    kind: string;
    subjectId: string | null;
    contractId: string | null;
    facts: Generated<Json>;
    sealNumber: number | null;
    seal: Buffer | null;
  };
  batch: {
    id: BatchId;
    name: string;
    source: 'browser' | 'inbox' | 'cli' | 'api' | 'demo';
    departmentId: DepartmentId | null;
    createdBy: string;
    createdAt: Generated<Moment>;
  };
  contract: {
    id: ContractId;
    number: string;
    printedNumber: string | null;
    title: string;
    contractTypeId: ContractTypeId;
    state: Generated<'registered' | 'performing' | 'completed' | 'terminated' | 'voided'>;
    confidentiality: Generated<'public' | 'internal' | 'confidential' | 'secret'>;
    departmentId: DepartmentId | null;
    ownerId: PersonId | null;
    counterparty: Generated<string>;
    ownEntity: Generated<string>;
    signedOn: PlainDate | null;
    effectiveOn: PlainDate | null;
    effectiveFrom: string | null;
    expiresOn: PlainDate | null;
    signedPlace: string | null;
    amount: string | null;
    currency: Generated<string>;
    amountUppercase: string | null;
    deliveryBy: string | null;
    warranty: string | null;
    disputeResolution: string | null;
    copies: number | null;
    pageCount: Generated<number>;
    findingCount: Generated<number>;
    registeredBy: string;
    registeredAt: Generated<Moment>;
    updatedAt: Generated<Moment>;
    version: Generated<number>;
    counterpartyKey: Generated<string>;
    closed: Generated<boolean>;
    companyIds: Generated<string[]>;
  };
  contractNote: {
    id: NoteId;
    contractId: ContractId;
    personId: PersonId;
    text: string;
    createdAt: Generated<Moment>;
  };
  contractParty: {
    contractId: ContractId;
    position: number;
    partyId: PartyId;
    side: string;
    role: string | null;
    printedName: string;
  };
  contractPayment: {
    contractId: ContractId;
    position: number;
    label: string | null;
    percent: string | null;
    amount: string | null;
    dueText: string | null;
  };
  contractReader: {
    contractId: ContractId;
    personId: PersonId;
    until: Moment | null;
    reason: Generated<string>;
    namedBy: string;
    namedAt: Generated<Moment>;
  };
  contractRelation: {
    id: RelationId;
    contractId: ContractId;
    relatedId: ContractId;
    kind: 'supplement' | 'renewal' | 'replacement' | 'related';
    createdBy: string;
    createdAt: Generated<Moment>;
  };
  contractType: {
    id: ContractTypeId;
    code: string;
    name: string;
    nameEn: string;
    position: number;
    retired: Generated<boolean>;
    closed: Generated<boolean>;
  };
  department: {
    id: DepartmentId;
    name: string;
    parentId: DepartmentId | null;
    createdAt: Generated<Moment>;
  };
  fieldCorrection: {
    scanId: ScanId;
    field: string;
    value: Json | null;
    correctedBy: string;
    correctedAt: Generated<Moment>;
  };
  filePassword: {
    fileId: FileId;
    sealed: Buffer;
  };
  findingAnswer: {
    scanId: ScanId;
    finding: string;
    answer: 'accepted' | 'dismissed';
    note: Generated<string>;
    answeredBy: string;
    answeredAt: Generated<Moment>;
  };
  gramShare: {
    gram: number;
    share: number;
  };
  lineCorrection: {
    pageId: PageId;
    box: Json;
    lineText: string;
    text: string;
    correctedBy: string;
    correctedAt: Generated<Moment>;
  };
  migration: {
    name: string;
    appliedAt: Generated<Moment>;
  };
  numberRule: {
    id: NumberRuleId;
    contractTypeId: ContractTypeId;
    pattern: string;
    updatedAt: Generated<Moment>;
  };
  numberSeries: {
    ruleId: NumberRuleId;
    period: string;
    last: number;
  };
  page: {
    id: PageId;
    scanId: ScanId;
    position: number;
    fileId: FileId;
    filePage: number;
    turned: Generated<number>;
    dropped: Generated<boolean>;
    separator: Generated<boolean>;
    state: Generated<'waiting' | 'read' | 'failed'>;
    failure: string | null;
    imageSha256: string | null;
    thumbnailSha256: string | null;
    width: number | null;
    height: number | null;
    quality: Json | null;
    fingerprint: string | null;
  };
  pageReading: {
    pageId: PageId;
    lines: Json;
    seals: Json;
    text: string;
    engine: string;
    seconds: number | null;
    readAt: Generated<Moment>;
    lineCount: Generated<number>;
    confidence: number | null;
  };
  party: {
    id: PartyId;
    kind: Generated<'own' | 'counterparty'>;
    name: string;
    nameFolded: string;
    pinyin: Generated<string>;
    uscc: string | null;
    formerNames: Generated<string[]>;
    note: Generated<string>;
    createdAt: Generated<Moment>;
    updatedAt: Generated<Moment>;
    allNames: Generated<string>;
    closed: Generated<boolean>;
  };
  passkey: {
    id: PasskeyId;
    personId: PersonId;
    credentialId: string;
    publicKey: Buffer;
    counter: number;
    transports: Generated<string[]>;
    name: string;
    createdAt: Generated<Moment>;
    lastUsedAt: Moment | null;
  };
  person: {
    id: PersonId;
    name: string;
    email: string;
    emailVerified: Generated<boolean>;
    image: string | null;
    roles: Generated<string[]>;
    departmentId: DepartmentId | null;
    language: Generated<string>;
    leftAt: Moment | null;
    createdAt: Generated<Moment>;
    updatedAt: Generated<Moment>;
    companyIds: Generated<string[]>;
    clearance: Generated<'public' | 'internal' | 'confidential' | 'secret'>;
  };
  rateLimit: {
    id: string;
    key: string;
    count: number;
    lastRequest: number;
  };
  receivedFile: {
    id: FileId;
    batchId: BatchId;
    sha256: string;
    name: string;
    folder: Generated<string>;
    size: number;
    kind: string | null;
    state: 'received' | 'opened' | 'quarantined' | 'duplicate' | 'dismissed';
    reason: string | null;
    reasonDetails: Json | null;
    duplicateOf: FileId | null;
    pageCount: number | null;
    receivedBy: string;
    receivedAt: Generated<Moment>;
    arrival: string | null;
  };
  recoveryCode: {
    personId: PersonId;
    hash: string;
    usedAt: Moment | null;
  };
  role: {
    code: string;
    name: string;
    nameEn: string;
    permissions: string[];
    grants: Generated<string[]>;
    scope: 'own' | 'department' | 'company' | 'all';
    clearance: 'public' | 'internal' | 'confidential' | 'secret' | null;
    builtIn: Generated<boolean>;
    position: number;
    createdAt: Generated<Moment>;
    updatedAt: Generated<Moment>;
  };
  savedSearch: {
    id: SavedSearchId;
    personId: PersonId;
    name: string;
    words: string;
    filters: Generated<Json>;
    createdAt: Generated<Moment>;
  };
  scan: {
    id: ScanId;
    batchId: BatchId;
    departmentId: DepartmentId | null;
    state: Generated<'reading' | 'read' | 'set_aside' | 'rescan' | 'rejected' | 'registered' | 'merged'>;
    reason: string | null;
    name: Generated<string>;
    contractId: ContractId | null;
    copyLabel: string | null;
    nearDuplicateOf: ScanId | null;
    archiveSha256: string | null;
    createdBy: string;
    createdAt: Generated<Moment>;
    readAt: Moment | null;
    closedAt: Moment | null;
    version: Generated<number>;
    groupingKey: string | null;
    rescanPageIds: Generated<string[]>;
  };
  scanReading: {
    scanId: ScanId;
    fields: Json;
    findings: Json;
    extractedAt: Generated<Moment>;
  };
  searchText: {
    contractId: ContractId;
    number: string;
    title: string;
    party: string;
    place: string;
    note: string;
    folded: string;
    shown: string;
    pageIds: string[];
    grams: number[];
    indexedAt: Generated<Moment>;
    form: Generated<number>;
    headingGrams: Generated<number[]>;
  };
  secondFactor: {
    personId: PersonId;
    sealed: Buffer;
    confirmedAt: Moment | null;
    lastStep: Generated<number>;
    createdAt: Generated<Moment>;
  };
  session: {
    id: string;
    personId: PersonId;
    token: string;
    expiresAt: Moment;
    ipAddress: string | null;
    userAgent: string | null;
    createdAt: Generated<Moment>;
    updatedAt: Generated<Moment>;
    twoFactor: Generated<boolean>;
  };
  setting: {
    key: string;
    value: Json;
    updatedAt: Generated<Moment>;
    updatedBy: string | null;
  };
  shareLink: {
    id: ShareId;
    contractId: ContractId;
    madeBy: PersonId;
    recipient: string;
    tokenHash: string;
    passwordHash: string | null;
    pageIds: string[];
    mostViews: number | null;
    views: Generated<number>;
    expiresAt: Moment;
    lastViewedAt: Moment | null;
    revokedAt: Moment | null;
    revokedBy: PersonId | null;
    createdAt: Generated<Moment>;
  };
  vaultBlob: {
    sha256: string;
    size: number;
    mediaType: string;
    storedAt: Generated<Moment>;
  };
  verification: {
    id: string;
    identifier: string;
    value: string;
    expiresAt: Moment;
    createdAt: Generated<Moment>;
    updatedAt: Generated<Moment>;
  };
}
